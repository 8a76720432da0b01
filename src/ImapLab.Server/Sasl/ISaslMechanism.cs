namespace ImapLab.Server.Sasl;

/// <summary>A way to prove by AUTHENTICATE who one is (RFC 4422). A server has it that advertises <c>AUTH=</c> with its name.</summary>
internal interface ISaslMechanism
{
    /// <summary>As it is registered, in upper case.</summary>
    string Name { get; }

    /// <summary>Whether who reads along learns a password or token.</summary>
    bool RevealsSecret { get; }

    /// <summary>Begins an exchange.</summary>
    ISaslExchange Begin(SaslContext context);
}

/// <summary>One client's use of a mechanism.</summary>
internal interface ISaslExchange
{
    /// <summary>What the server says before the client has said anything.</summary>
    /// <returns>Null where the client speaks first.</returns>
    byte[]? Opening { get; }

    /// <summary>Whether the client may speak with the command itself (RFC 4959).</summary>
    bool TakesInitialResponse => Opening is null;

    /// <summary>Takes what the client says next.</summary>
    /// <exception cref="SaslException">It is no message of the mechanism.</exception>
    SaslStep Next(byte[] response);
}
