namespace ImapLab.Fuzz.Tests.Running;

/// <summary>Where a client stands when it begins to talk nonsense.</summary>
internal enum Start
{
    Stranger,
    LoggedIn,
    Selected,
    Examined,
    Idle,
    Authenticating,

    /// <summary>Selected, having said that it knows all that can be said.</summary>
    Enabled,

    /// <summary>Selected, after STARTTLS.</summary>
    Secured,

    /// <summary>Selected, after COMPRESS.</summary>
    Compressed,

    /// <summary>Selected, after STARTTLS and COMPRESS.</summary>
    SecuredAndCompressed,
}
