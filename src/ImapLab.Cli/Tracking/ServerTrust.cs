using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImapLab.Cli.Tracking;

/// <summary>Which certificates of a server are trusted, where that is not the system's choice.</summary>
internal static class ServerTrust
{
    /// <summary>Trusts everyone: for servers on one's own machine.</summary>
#pragma warning disable CA5359 // It is what --insecure asks for.
    public static readonly RemoteCertificateValidationCallback Blind = (_, _, _, _) => true;
#pragma warning restore CA5359

    /// <summary>Trusts what the certificates in a PEM file vouch for, and those certificates themselves. The name must still fit.</summary>
    /// <exception cref="BadInputException">The file cannot be read, or holds no certificate.</exception>
    public static RemoteCertificateValidationCallback Of(string name, string file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new BadInputException($"{name} {file}: {unreadable.Message}", unreadable);
        }

        if (roots.Count == 0)
            throw new BadInputException($"{name} {file}: expected certificates in PEM, found none.");
        return (_, certificate, chain, errors) => certificate is not null
            && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0
            && Builds(roots, certificate, chain);
    }

    private static bool Builds(X509Certificate2Collection roots, X509Certificate certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var own = new X509Certificate2(certificate);
        return chain.Build(own);
    }
}
