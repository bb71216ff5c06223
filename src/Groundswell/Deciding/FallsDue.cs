using System.Security.Cryptography;
using System.Text;

namespace Groundswell.Deciding;

/// <summary>Something that falls due by itself: what is due at an instant, as commands of the program.</summary>
/// <remarks>A command's id is made of what is due (<see cref="DueCommand.IdOf"/>): however often and by however many nodes it is sent, it happens once.</remarks>
public interface IFallsDue
{
    IAsyncEnumerable<Command> At(DateTimeOffset now, IServiceProvider services, CancellationToken stop);
}

/// <summary>Commands that nobody sends but the time.</summary>
public static class DueCommand
{
    /// <summary>The same whenever it is made, of the same parts.</summary>
    public static Guid IdOf(params ReadOnlySpan<string> parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
