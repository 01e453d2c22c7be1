using System.Collections;
using System.Reflection;

namespace LiveChat.Contract.Tests.Wire;

/// <summary>Compares two values member by member, whatever their own equality says.</summary>
internal static class Sameness
{
    /// <summary>Null where they are the same, else the first difference.</summary>
    public static string? Of(object? one, object? other, string path = "")
    {
        if (one is null || other is null) return one is null && other is null ? null : $"{path}: null";
        if (one.GetType() != other.GetType() && one is not IEnumerable) return $"{path}: {one.GetType()}";
        if (one is string or (ValueType and not IEnumerable) && Equals(one, other)) return null;
        if (one is string || one.GetType().IsPrimitive || one is Enum) return $"{path}: {one}, {other}";
        if (one is IEnumerable some)
            return OfItems([.. some.Cast<object>()], [.. ((IEnumerable)other).Cast<object>()], path);
        return one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(it => it.GetIndexParameters().Length == 0)
            .Select(it => Of(it.GetValue(one), it.GetValue(other), $"{path}.{it.Name}"))
            .Concat(one is ValueType && !HasMembers(one) ? [$"{path}: {one}, {other}"] : [])
            .FirstOrDefault(it => it is not null);
    }

    private static string? OfItems(object[] some, object[] others, string path) => some.Length != others.Length
        ? $"{path}: {some.Length} items, {others.Length}"
        : some.Zip(others).Select((it, i) => Of(it.First, it.Second, $"{path}[{i}]"))
            .FirstOrDefault(it => it is not null);

    private static bool HasMembers(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Length > 0;
}
