using System.Collections.Immutable;
using System.Reflection;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Contract.Tests.Wire;

/// <summary>Values of any type of the contracts, drawn from a seed; null where that is allowed, now and then.</summary>
internal sealed class Sample(int seed)
{
    private const int ItemsMax = 3;

    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Type[] Events = Derived(typeof(ConversationEvent));
    private static readonly Type[] Notices = Derived(typeof(NoticeBody));

    private readonly Random _random = new(seed);

    public object Of(Type type) =>
        Known(type)
        ?? (type.IsEnum ? OneOf([.. Enum.GetValues(type).Cast<object>()])
        : Nullable.GetUnderlyingType(type) is { } inner ? Of(inner)
        : Ids(type) ?? Sequence(type) ?? Record(type));

    private static Type[] Derived(Type type) =>
        [.. type.Assembly.GetTypes().Where(it => it.IsSubclassOf(type) && !it.IsAbstract)];

    private object? Known(Type type)
    {
        if (type == typeof(string)) return OneOf("", "a text", "1.5 < 2 & \"ü\"\n漢字 😀");
        if (type == typeof(int)) return _random.Next(-5, 1_000_000);
        if (type == typeof(long)) return _random.NextInt64();
        if (type == typeof(bool)) return _random.Next(2) == 1;
        if (type == typeof(Guid)) return Id();
        if (type == typeof(TimeSpan)) return TimeSpan.FromMilliseconds(_random.Next(10_000_000));
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch.AddMicroseconds(_random.NextInt64(4_000_000_000_000_000));
        if (type == typeof(ConversationId)) return new ConversationId(new ThreadId(Id()), _random.Next(1, 1_000));
        if (type == typeof(MessageId)) return new MessageId(new ThreadId(Id()), _random.Next(1, 1_000));
        if (type == typeof(LabelSet)) return LabelSet.Of(Items().Select(_ => new LabelId(Id())));
        if (type == typeof(By)) return OneOf(By.System, By.Contact, new By(ActorRole.ApiKey, Id().ToString("N")));
        if (type == typeof(Answer)) return OneOf(Answer.Of("b"), Answer.Of(7), Answer.OfText("so so"));
        if (type == typeof(AnswerSheet))
        {
            return Items().Aggregate(
                AnswerSheet.Empty, (sheet, it) => sheet.With($"q{it}", (Answer)Of(typeof(Answer))));
        }

        if (type == typeof(ConversationEvent)) return Record(OneOf(Events));
        return type == typeof(NoticeBody) ? Record(OneOf(Notices)) : null;
    }

    private object? Ids(Type type) =>
        type.GetInterfaces().Any(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IGuidId<>))
            ? Activator.CreateInstance(type, Id())
            : null;

    private object? Sequence(Type type)
    {
        if (!type.IsGenericType) return null;
        var item = type.GetGenericArguments()[0];
        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return Array(item);
        if (type.GetGenericTypeDefinition() != typeof(ImmutableArray<>)) return null;
        return typeof(ImmutableArray).GetMethods()
            .Single(it => it.Name == nameof(ImmutableArray.Create)
                && it.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(item).Invoke(null, [Array(item)]);
    }

    private Array Array(Type item)
    {
        var items = Items();
        var array = System.Array.CreateInstance(item, items.Count);
        foreach (var i in items) array.SetValue(Of(item), i);
        return array;
    }

    private object Record(Type type)
    {
        var making = type.GetConstructors().MaxBy(it => it.GetParameters().Length)!;
        var made = making.Invoke([.. making.GetParameters().Select(it => MayBeNull(it) ? null : Of(it.ParameterType))]);
        foreach (var property in type.GetProperties().Where(it => it.CanWrite && making.GetParameters().Length == 0))
            property.SetValue(made, MayBeNull(property) ? null : Of(property.PropertyType));
        return made;
    }

    private bool MayBeNull(ParameterInfo it) => IsNullable(Nullability.Create(it)) && _random.Next(3) == 0;

    private bool MayBeNull(PropertyInfo it) => IsNullable(Nullability.Create(it)) && _random.Next(3) == 0;

    private static bool IsNullable(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable;

    private List<int> Items() => [.. Enumerable.Range(0, _random.Next(ItemsMax + 1))];

    private T OneOf<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
