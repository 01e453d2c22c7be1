using System.Globalization;

namespace LiveChat.Silo.Starting;

/// <summary>
/// The folder of everything that is kept, held by one process: an open file without sharing, which the operating system
/// releases however the process ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    public const string DatabaseName = "livechat.db";
    public const string KeysName = "keys";

    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, DatabaseName);

    /// <summary>Where the keys live that seal secrets.</summary>
    public string KeysFolder => System.IO.Path.Combine(Path, KeysName);

    /// <summary>Makes the folder where it is missing, for its owner only, and takes it.</summary>
    /// <exception cref="StartRefusedException">It cannot be made or written, or another process has it.</exception>
    public static DataFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Create(full);
            var held = new FileStream(
                System.IO.Path.Combine(full, "livechat.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
            try
            {
                held.SetLength(0);
                held.Write(Invariant($"{Environment.ProcessId}\n"));
                held.Flush(flushToDisk: true);
            }
            catch
            {
                held.Dispose();
                throw;
            }

            return new DataFolder(full, held);
        }
        catch (IOException busy)
            when (busy.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows)
        {
            throw new StartRefusedException($"Another LiveChat process is running on the data folder {full}.", busy);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {full} cannot be used: {failure.Message}", failure);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static byte[] Invariant(FormattableString text) =>
        System.Text.Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));
}
