namespace LiveChat.Storage.Schema;

/// <summary>
/// One step of the schema. Once released, a migration is never edited: a change is a further one. <c>Statements</c> run
/// in order, in one transaction, once per database.
/// </summary>
/// <param name="Number">1, 2, 3, … without gaps.</param>
public sealed record Migration(int Number, string Name, Func<SchemaDialect, IReadOnlyList<string>> Statements);
