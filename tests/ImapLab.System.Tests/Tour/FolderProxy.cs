using System.Reflection;
using System.Runtime.ExceptionServices;
using MailKit;
using MailKit.Net.Imap;

namespace ImapLab.SystemTests.Tour;

/// <summary>A folder of MailKit's that writes down which of its methods are called.</summary>
#pragma warning disable CA1852 // The framework makes a class below it.
internal class FolderProxy : DispatchProxy
#pragma warning restore CA1852
{
    private IMailFolder _folder = null!;
    private ISet<string> _called = null!;

    /// <summary>All methods of a folder but the twins that block: these say the same to the server.</summary>
    public static IReadOnlyList<string> Methods { get; } = FindMethods();

    public static IImapFolder Around(IMailFolder folder, ISet<string> called)
    {
        var made = Create<IImapFolder, FolderProxy>();
        var proxy = (FolderProxy)(object)made;
        (proxy._folder, proxy._called) = (folder, called);
        return made;
    }

    /// <summary>MailKit's own, where it shall be handed to MailKit in something else.</summary>
    public static IMailFolder Within(IMailFolder folder) => folder is FolderProxy proxy ? proxy._folder : folder;

    protected override object? Invoke(MethodInfo? method, object?[]? arguments)
    {
        _called.Add(Describe(method!));
        try
        {
            return method!.Invoke(_folder, arguments?.Select(one => one is IMailFolder folder ? Within(folder) : one).ToArray());
        }
        catch (TargetInvocationException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }
    }

    private static string[] FindMethods()
    {
        var all = new[] { typeof(IImapFolder) }.Concat(typeof(IImapFolder).GetInterfaces()).SelectMany(type => type.GetMethods()).Where(method => !method.IsSpecialName).ToList();
        var names = all.Select(method => method.Name).ToHashSet();
        return [.. all.Where(method => !names.Contains(method.Name + "Async")).Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken) && type != typeof(ITransferProgress)).Select(Name))})";

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
}
