using ImapLab.Protocol.Commands;

namespace ImapLab.Server.Sasl;

/// <summary>Where an exchange stands after something that the client said.</summary>
internal abstract record SaslStep
{
    /// <summary>The server says this, and waits for the client.</summary>
    public sealed record Challenge(byte[] Data) : SaslStep;

    /// <summary>The client has told a password, which is still to be looked at.</summary>
    public sealed record Told(string User, Secret Password) : SaslStep;

    /// <summary>The client has proved to be this user.</summary>
    public sealed record Proved(string User) : SaslStep;

    /// <summary>The client is not who it says.</summary>
    public sealed record Failed(SaslFailure Why) : SaslStep;
}

/// <summary>Why a client that said what its mechanism has it say is refused all the same (RFC 5530 section 3).</summary>
internal enum SaslFailure
{
    /// <summary>No such user, or another password or token.</summary>
    Credentials,

    /// <summary>The user may not act for the one that it named.</summary>
    ActsForAnother,

    /// <summary>The token was right once.</summary>
    Expired,
}
