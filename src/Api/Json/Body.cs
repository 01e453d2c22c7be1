using System.Reflection;
using LiveChat.Api.Problems;
using Microsoft.AspNetCore.Http.Metadata;

namespace LiveChat.Api.Json;

/// <summary>For the filter that answers before the handler runs when a body could not be read.</summary>
internal interface IBody
{
    Problem? Problem { get; }
}

/// <summary>
/// A request body as a handler's parameter. The handler runs only when it could be read, so <see cref="Value"/> is
/// there; otherwise the caller gets the problem. What it declares appears in the OpenAPI document.
/// </summary>
public sealed class Body<T> : IBody, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly BodyReading<T> _reading;

    private Body(BodyReading<T> reading) => _reading = reading;

    public T Value => _reading.Value ?? throw new InvalidOperationException("The body could not be read.");

    Problem? IBody.Problem => _reading.Problem;

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await BodyReader.Read<T>(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(
            ["application/json"], typeof(T), isOptional: typeof(T).IsAssignableTo(typeof(IMayBeEmpty))));
}

/// <summary>A request all of whose fields may be left out, and so the body too.</summary>
public interface IMayBeEmpty;

/// <summary>Answers with the problem of a body that could not be read; applied to every endpoint with a body.</summary>
internal static class BodyFilter
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var parameters = context.MethodInfo.GetParameters();
        var index = Array.FindIndex(parameters, it => it.ParameterType.IsAssignableTo(typeof(IBody)));
        if (index < 0) return next;
        return call => call.Arguments[index] is IBody { Problem: { } problem }
            ? ValueTask.FromResult<object?>(problem)
            : next(call);
    }
}
