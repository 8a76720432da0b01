namespace ImapLab.Server.Mime;

/// <summary>
/// Where a header field lies in its message: name, colon, value with its folds, and the line end. A line that is no field has
/// no name: it is part of the header, but never found.
/// </summary>
/// <param name="Start">Offset of the first byte of the name.</param>
/// <param name="NameLength">Bytes of the name without the blanks before the colon; 0 for none.</param>
/// <param name="ValueStart">Offset of the byte after the colon.</param>
/// <param name="End">Offset after the line end of the last line.</param>
internal readonly record struct HeaderField(int Start, int NameLength, int ValueStart, int End);
