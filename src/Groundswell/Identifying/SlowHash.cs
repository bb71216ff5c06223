using Groundswell.Identifying.Storing;
using Microsoft.AspNetCore.Identity;

namespace Groundswell.Identifying;

/// <summary>Hashes of passwords, PINs and codes: slow by intent, and never so many at once that the floor's own work waits for them.</summary>
public sealed class SlowHash(IPasswordHasher<SignInRow> hasher) : IDisposable
{
    private static readonly SignInRow Nobody = new();

    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private string? _ofNothing;

    public Task<string> Of(string secret, CancellationToken stop) => Within(() => hasher.HashPassword(Nobody, secret), stop);

    /// <summary>Whether the secret is the one hashed. Where there is no hash it takes as long to say no, so that nobody learns who has an account.</summary>
    public Task<bool> Matches(string? hash, string secret, CancellationToken stop) => Within(
        () =>
        {
            _ofNothing ??= hasher.HashPassword(Nobody, Token.NewSecret());
            var matches = hasher.VerifyHashedPassword(Nobody, hash ?? _ofNothing, secret) != PasswordVerificationResult.Failed;
            return matches && hash is not null;
        },
        stop);

    public void Dispose() => _places.Dispose();

    private async Task<T> Within<T>(Func<T> work, CancellationToken stop)
    {
        await _places.WaitAsync(stop);
        try
        {
            return await Task.Run(work, stop);
        }
        finally
        {
            _places.Release();
        }
    }
}
