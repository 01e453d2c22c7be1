using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Conversations;

/// <summary>
/// What became of a command. <c>First</c>: it repeats an earlier one, which was answered so. <c>Overtaken</c>: the
/// state that it was made of is past.
/// </summary>
internal readonly record struct Commit(
    Rejection Rejection, bool Appended = false, SeenAnswer? First = null, bool Fenced = false, bool Overtaken = false);
