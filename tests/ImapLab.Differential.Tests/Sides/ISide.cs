using ImapLab.Differential.Tests.Wire;

namespace ImapLab.Differential.Tests.Sides;

/// <summary>One of the two servers, with an account of its own for one sequence.</summary>
internal interface ISide : IDisposable
{
    string User { get; }

    string Password { get; }

    IChannel Connect();
}
