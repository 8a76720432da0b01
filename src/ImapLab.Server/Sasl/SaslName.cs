namespace ImapLab.Server.Sasl;

/// <summary>User names as SCRAM and OAUTHBEARER write them: <c>=2C</c> for a comma, <c>=3D</c> for an equals sign (RFC 5802 section 5.1).</summary>
internal static class SaslName
{
    /// <exception cref="SaslException">An equals sign stands for nothing.</exception>
    public static string Read(string written)
    {
        var name = written.Replace("=2C", ",", StringComparison.Ordinal);
        return name.Replace("=3D", "", StringComparison.Ordinal).Contains('=')
            ? throw new SaslException("expected =2C or =3D in a user name")
            : name.Replace("=3D", "=", StringComparison.Ordinal);
    }
}
