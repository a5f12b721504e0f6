/** What is hard about CSV, as data: each case is read as expected, or refused with file, line, column and reason. */
import * as zlib from "node:zlib"
import type { SourceReason } from "../../src/SourceError.ts"
import type * as Source from "../../src/Source.ts"

export interface Case<Expected> {
  readonly name: string
  readonly bytes: Buffer
  readonly options: Source.Options
  readonly expected: Expected
}

/** What is read. */
export interface Records {
  /** Each record as its line followed by its cells. */
  readonly records: ReadonlyArray<ReadonlyArray<unknown>>
  readonly columns?: ReadonlyArray<string>
  readonly delimiter?: string
  readonly ragged?: ReadonlyArray<boolean>
}

/** Cells that must not appear in any message. */
export const secrets = ["Quill", "secret"]

export function readable(): ReadonlyArray<Case<Records>> {
  const cases: Array<Case<Records>> = []
  const reads = (
    name: string,
    bytes: string | Buffer,
    records: Records["records"],
    rest: Omit<Records, "records"> & { readonly options?: Source.Options } = {}
  ) => {
    const { options = {}, ...expected } = rest
    cases.push({ name, bytes: Buffer.from(bytes as string), options, expected: { records, ...expected } })
  }

  reads(
    "records below a header",
    "a,b\n1,2\n3,4\n",
    [
      [2, "1", "2"],
      [3, "3", "4"]
    ],
    { columns: ["a", "b"] }
  )
  reads("a last line without a line end", "a,b\n1,2", [[2, "1", "2"]])
  reads("CRLF line ends", "a,b\r\n1,2\r\n3,4\r\n", [
    [2, "1", "2"],
    [3, "3", "4"]
  ])
  reads("CR line ends", "a,b\r1,2\r3,4\r", [
    [2, "1", "2"],
    [3, "3", "4"]
  ])
  reads("mixed line ends", "a,b\r\n1,2\n3,4\r5,6\r\n7,8", [
    [2, "1", "2"],
    [3, "3", "4"],
    [4, "5", "6"],
    [5, "7", "8"]
  ])
  reads("a byte order mark", "\uFEFFa,b\n1,2\n", [[2, "1", "2"]], { columns: ["a", "b"] })
  reads("a byte order mark before a quoted header", '\uFEFF"a","b"\n1,2\n', [[2, "1", "2"]], {
    columns: ["a", "b"]
  })
  reads("a byte order mark inside a cell as text", "a\nx\uFEFFy\n", [[2, "x\uFEFFy"]])
  reads("quoted delimiters", 'a,b\n"1,2",3\n', [[2, "1,2", "3"]])
  reads("quoted line feeds, counting them", 'a,b\n"1\n2",3\n4,5\n', [
    [2, "1\n2", "3"],
    [4, "4", "5"]
  ])
  reads("quoted CRLF, counting each once", 'a,b\r\n"1\r\n2\r\n",3\r\n4,5\r\n', [
    [2, "1\r\n2\r\n", "3"],
    [5, "4", "5"]
  ])
  reads("quoted CR, counting them", 'a,b\n"1\r2\r",3\n4,5\n', [
    [2, "1\r2\r", "3"],
    [5, "4", "5"]
  ])
  reads("quoted LF CR as two line ends", 'a\n"x\n\ry"\nz\n', [
    [2, "x\n\ry"],
    [5, "z"]
  ])
  reads("quoted blank lines", 'a,b\n"\n\n\n",1\n2,3\n', [
    [2, "\n\n\n", "1"],
    [6, "2", "3"]
  ])
  reads(
    "quoted lines that look like comments",
    'a,b\n"x\n# y",1\n2,3\n',
    [
      [2, "x\n# y", "1"],
      [4, "2", "3"]
    ],
    {
      options: { comment: "#" }
    }
  )
  reads("escaped quotes", 'a,b\n"1""2",""""\n', [[2, '1"2', '"']])
  reads("an escaped quote before the closing one", 'a,b\n"say ""x""",1\n', [[2, 'say "x"', "1"]])
  reads("empty cells, quoted and not", 'a,b,c\n,"",\n', [[2, "", "", ""]])
  reads("space around cells as it stands", "a,b\n 1 ,\t2\n", [[2, " 1 ", "\t2"]])
  reads(
    "a single column",
    "domain\nmail.example\nspam.example\n",
    [
      [2, "mail.example"],
      [3, "spam.example"]
    ],
    {
      columns: ["domain"],
      delimiter: ","
    }
  )
  reads("a single column whose cell is an empty text", 'a\n""\nx\n', [
    [2, ""],
    [3, "x"]
  ])
  reads("a single column whose cell is quoted space", 'a\n"  "\nx\n', [
    [2, "  "],
    [3, "x"]
  ])
  reads("no blank lines", "a,b\n\n1,2\n\n\n3,4\n\n", [
    [3, "1", "2"],
    [6, "3", "4"]
  ])
  reads("no blank CRLF lines", "a,b\r\n\r\n1,2\r\n\r\n", [[3, "1", "2"]])
  reads("no lines of mere space", "a,b\n   \n1,2\n\u00A0\n3,4\n", [
    [3, "1", "2"],
    [5, "3", "4"]
  ])
  reads("a header below blank lines", "\n\r\n  \na,b\n1,2\n", [[5, "1", "2"]], { columns: ["a", "b"] })
  reads("a line of delimiters as a record of empty cells", "a,b,c\n,,\n", [[2, "", "", ""]])
  reads(
    "no comments",
    "# by hand\n#\na,b\n# c,d\n1,2\n#\n3,4\n# end",
    [
      [5, "1", "2"],
      [7, "3", "4"]
    ],
    {
      options: { comment: "#" },
      columns: ["a", "b"]
    }
  )
  reads("comments with quotes in them", 'a,b\n# 5" "x\n1,2\n', [[3, "1", "2"]], { options: { comment: "#" } })
  reads("comments with a longer prefix", "// x\na,b\n//\n/1,2\n", [[4, "/1", "2"]], {
    options: { comment: "//" }
  })
  reads("a comment character elsewhere as text", "a,b\n1#,#2\n", [[2, "1#", "#2"]], {
    options: { comment: "#" }
  })
  reads("a comment character after a quoted cell's delimiter", 'a,b\n"1",#2\n', [[2, "1", "#2"]], {
    options: { comment: "#" }
  })
  reads("a quoted comment character at a line's start", 'a,b\n"#1",2\n', [[2, "#1", "2"]], {
    options: { comment: "#" }
  })
  reads("lines that look like comments when comments are off", "a,b\n#1,2\n", [[2, "#1", "2"]])
  reads(
    "without a header, with numbers for columns",
    "1,2\n3,4\n",
    [
      [1, "1", "2"],
      [2, "3", "4"]
    ],
    {
      options: { header: false },
      columns: ["1", "2"]
    }
  )
  reads("semicolons, found in the header", "a;b,c;d\n1;2;3\n", [[2, "1", "2", "3"]], { delimiter: ";" })
  reads("tabs, found in the header", "a\tb\n1\t2\n", [[2, "1", "2"]], { delimiter: "\t" })
  reads("pipes, found in the header", "a|b|c\n1|2|3\n", [[2, "1", "2", "3"]], { delimiter: "|" })
  reads("a delimiter found outside quotes only", '"a,b,c,d";e;f\n1;2;3\n', [[2, "1", "2", "3"]], {
    delimiter: ";"
  })
  reads(
    "a delimiter found in a header with a line end in it",
    '"a\n,,,";b;c\n1;2;3\n',
    [[3, "1", "2", "3"]],
    {
      delimiter: ";",
      columns: ["a\n,,,", "b", "c"]
    }
  )
  reads("a delimiter found below comments", "#;;;;;\na,b\n1,2\n", [[3, "1", "2"]], {
    options: { comment: "#" },
    delimiter: ","
  })
  reads("a delimiter found below space and comments", "# |\n  \n#;;;;;\na,b\n1,2\n", [[5, "1", "2"]], {
    options: { comment: "#" },
    delimiter: ","
  })
  reads("comma when candidates are equally frequent", "a,b;c\n1,2\n", [[2, "1", "2"]], { delimiter: "," })
  reads("a delimiter given by name", "a;b,c\n1;2\n", [[2, "1;2"]], {
    options: { delimiter: "pipe" },
    columns: ["a;b,c"]
  })
  reads("a delimiter given by itself", "a:b\n1:2\n", [[2, "1", "2"]], { options: { delimiter: ":" } })
  reads("a delimiter of several bytes", 'a¦b\n1¦"2¦3"\n', [[2, "1", "2¦3"]], { options: { delimiter: "¦" } })
  reads("a tab written with a backslash", "a\tb\n1\t2\n", [[2, "1", "2"]], { options: { delimiter: "\\t" } })
  reads(
    "text in many scripts",
    "名前,שם\nЖанна,ज्ञ\n👩‍👩‍👧,한글\n",
    [
      [2, "Жанна", "ज्ञ"],
      [3, "👩‍👩‍👧", "한글"]
    ],
    {
      columns: ["名前", "שם"]
    }
  )
  reads("header names without surrounding space", ' id ,"name "\n1,2\n', [[2, "1", "2"]], {
    columns: ["id", "name"]
  })
  reads("a number for a header without a name", "id,,x, \n1,2,3,4\n", [[2, "1", "2", "3", "4"]], {
    columns: ["id", "2", "x", "4"]
  })
  reads("duplicate headers as they are", "a,a\n1,2\n", [[2, "1", "2"]], { columns: ["a", "a"] })
  reads(
    "rows with too few and too many cells, marked",
    "a,b\n1\n1,2,3\n1,2\n",
    [
      [2, "1"],
      [3, "1", "2", "3"],
      [4, "1", "2"]
    ],
    {
      ragged: [true, true, false]
    }
  )
  reads("Unicode line separators as text", "a\nx\u2028y\u0085z\n", [[2, "x\u2028y\u0085z"]])
  reads("control characters other than NUL as text", "a\n\u0001\u001f\u007f\n", [[2, "\u0001\u001f\u007f"]])
  reads("a record exactly as large as allowed", "a\n123456789\n", [[2, "123456789"]], {
    options: { maxRecordBytes: 10 }
  })
  reads("a single record without a header", "1,2", [[1, "1", "2"]], { options: { header: false } })
  reads("a header of mere delimiters as numbers", ",,\n1,2,3\n", [[2, "1", "2", "3"]], {
    columns: ["1", "2", "3"]
  })
  reads("a header that ends with a delimiter", "a,b,\n1,2,\n", [[2, "1", "2", ""]], {
    columns: ["a", "b", "3"]
  })
  reads("duplicate headers that differ by case", "Id,ID\n1,2\n", [[2, "1", "2"]], { columns: ["Id", "ID"] })
  reads("headers that are names in JavaScript", "__proto__,constructor\n1,2\n", [[2, "1", "2"]], {
    columns: ["__proto__", "constructor"]
  })
  reads("headers with formulas as they are", "=a,'+b\n1,2\n", [[2, "1", "2"]], { columns: ["=a", "'+b"] })
  reads("apostrophes before formulas as they are", "a,b\n'=1,''-2\n", [[2, "'=1", "''-2"]])
  reads("CR CR LF as a blank line between records", "a,b\r\r\n1,2\r\r\n", [[3, "1", "2"]])
  reads(
    "a lone CR as a line end",
    "a,b\n1\r2,3\n",
    [
      [2, "1"],
      [3, "2", "3"]
    ],
    { ragged: [true, false] }
  )
  reads("vertical tab and form feed as text", "a\nx\vy\fz\n", [[2, "x\vy\fz"]])
  reads("backslashes as text, even before a quote", 'a,b\n"x\\",\\\n', [[2, "x\\", "\\"]])
  reads("single and typographic quotes as text", "a,b\n'1,2'\n“3,4”\n", [
    [2, "'1", "2'"],
    [3, "“3", "4”"]
  ])
  reads("a cell of nothing but escaped quotes", 'a,b\n"""""",1\n', [[2, '""', "1"]])
  reads("NULL and \\N as text", "a,b\nNULL,\\N\n", [[2, "NULL", "\\N"]])
  reads("leading zeros and long numbers as text", "a,b\n007,12345678901234567890\n", [
    [2, "007", "12345678901234567890"]
  ])
  reads("a record that ends with a delimiter as one cell more", "a,b\n1,2,\n", [[2, "1", "2", ""]], {
    ragged: [true]
  })
  reads(
    "a quoted empty cell alone as a short row",
    'a,b\n""\n1,2\n',
    [
      [2, ""],
      [3, "1", "2"]
    ],
    {
      ragged: [true, false]
    }
  )
  reads("no line of mere space at the end", "a,b\n1,2\n   ", [[2, "1", "2"]])
  reads("semicolons beside decimal commas", "a;b\n1,5;2,5\n", [[2, "1,5", "2,5"]], { delimiter: ";" })
  reads("a delimiter that the first line announces", "sep=;\na;b,c\n1;2\n", [[3, "1", "2"]], {
    columns: ["a", "b,c"],
    delimiter: ";"
  })
  reads("an announced tab, quoted and behind a mark", '\uFEFF"sep=\t"\r\na\tb\r\n1\t2\r\n', [[3, "1", "2"]], {
    delimiter: "\t"
  })
  reads("the delimiter given rather than the one announced", "sep=;\na|b;c\n1|2\n", [[3, "1", "2"]], {
    options: { delimiter: "pipe" },
    columns: ["a", "b;c"]
  })
  reads("comments before an announced delimiter", "# x\nsep=|\na|b\n1|2\n", [[4, "1", "2"]], {
    options: { comment: "#" },
    delimiter: "|"
  })
  reads("a cell exactly as large as allowed", "a,b\n12345,1\n", [[2, "12345", "1"]], {
    options: { maxCellBytes: 5 }
  })

  const text = 'a,b\nZoë,€5\n"x\n😀",ł\n'
  const people = [
    [2, "Zoë", "€5"],
    [3, "x\n😀", "ł"]
  ]
  const columns = ["a", "b"]
  reads("UTF-16, little-endian, with a mark", Buffer.from(`\uFEFF${text}`, "utf16le"), people, { columns })
  reads("UTF-16, big-endian, with a mark", Buffer.from(`\uFEFF${text}`, "utf16le").swap16(), people, {
    columns
  })
  reads("UTF-16, little-endian, without a mark", Buffer.from(text, "utf16le"), people, { columns })
  reads("UTF-16, big-endian, without a mark", Buffer.from(text, "utf16le").swap16(), people, { columns })
  reads("UTF-16 in a script without zero bytes, by option", Buffer.from("名\n姓\n", "utf16le"), [[2, "姓"]], {
    options: { encoding: "UTF-16LE" },
    columns: ["名"]
  })
  reads("UTF-8 by option", text, people, { options: { encoding: "utf8" } })
  reads("a byte order mark rather than the option", `\uFEFF${text}`, people, {
    options: { encoding: "windows-1252" },
    columns
  })
  reads("Windows-1252 by option", bytes("a\nZo\xeb\x80\x92\x9f\n"), [[2, "Zoë€’Ÿ"]], {
    options: { encoding: "windows-1252" }
  })
  reads("ASCII whatever single-byte encoding is given", "a,b\n1,2\n", [[2, "1", "2"]], {
    options: { encoding: "cp1252" }
  })
  reads("Latin-1 by option", bytes("a\nZo\xeb\xa0\xff\n"), [[2, "Zoë\u00A0ÿ"]], {
    options: { encoding: "Latin1" }
  })
  reads("Latin-9 by option", bytes("a\n5\xa4\n"), [[2, "5€"]], { options: { encoding: "iso-8859-15" } })
  reads("Windows-1250 by option", bytes("a\n\xa3\xf3d\x9f\n"), [[2, "Łódź"]], {
    options: { encoding: "CP1250" }
  })
  reads("Windows-1251 by option", bytes("a\n\xc6\xe0\xed\xed\xe0\n"), [[2, "Жанна"]], {
    options: { encoding: "windows_1251" }
  })
  reads("Macintosh by option", bytes("a\nZo\x91\n"), [[2, "Zoë"]], { options: { encoding: "macintosh" } })
  reads("gzip", zlib.gzipSync(text), people, { columns })
  reads("Zstandard", zlib.zstdCompressSync(text), people, { columns })
  const halves = [Buffer.from(text.slice(0, 9)), Buffer.from(text.slice(9))] as const
  reads(
    "gzip in several pieces, padded",
    Buffer.concat([...halves.map((half) => zlib.gzipSync(half)), Buffer.alloc(9)]),
    people
  )
  reads(
    "Zstandard in several pieces",
    Buffer.concat(halves.map((half) => zlib.zstdCompressSync(half))),
    people
  )
  reads(
    "Zstandard behind a frame to be skipped",
    Buffer.concat([bytes("\x50\x2a\x4d\x18\x02\0\0\0xy"), zlib.zstdCompressSync(text)]),
    people
  )
  reads("UTF-16 in gzip", zlib.gzipSync(Buffer.from(`\uFEFF${text}`, "utf16le")), people, { columns })

  reads(
    "a file of rejected rows as what it was made from",
    rejectsText,
    [
      [2, "=1+1", "x"],
      [3, "-", "y\nz"]
    ],
    {
      columns: ["id", "name"]
    }
  )
  return cases
}

/** Why nothing more is read. */
export type Refused = Partial<Omit<SourceReason, "_tag">> & {
  readonly _tag: SourceReason["_tag"]
  readonly line?: number
  readonly column?: number
  readonly offset?: number
  readonly openedOnLine?: number | undefined
  readonly kind?: string
  readonly encoding?: string
  readonly format?: string
  readonly stoppedAt?: string
  readonly option?: string
  readonly count?: number
  /** How many records come before the error. */
  readonly after?: number
}

export function refused(): ReadonlyArray<Case<Refused>> {
  const cases: Array<Case<Refused>> = []
  const fails = (name: string, bytes: string | Buffer, expected: Refused, options: Source.Options = {}) =>
    cases.push({ name, bytes: Buffer.from(bytes as string), options, expected })

  fails("an empty source", "", { _tag: "EmptySource" })
  fails("a lone byte order mark", "\uFEFF", { _tag: "EmptySource" })
  fails("blank lines alone", "\n\r\n \n", { _tag: "EmptySource" })
  fails("comments alone", "# a\n# b", { _tag: "EmptySource" }, { comment: "#" })
  fails("a header alone", "\na,b\n", { _tag: "NoRows", line: 2 })
  fails("a header and blank lines", "a,b\n\n\n", { _tag: "NoRows", line: 1 })
  fails("a quote never closed", 'a,b\n1,2\n3,"Quill\n5,6\n', {
    _tag: "UnclosedQuote",
    line: 3,
    column: 2,
    stoppedAt: "end"
  })
  fails("a quote never closed in a later line of a record", 'a,b\n"x\ny","Quill\n', {
    _tag: "UnclosedQuote",
    line: 3,
    column: 2
  })
  fails("a quote never closed in the header", 'a,"b\n1,2\n', { _tag: "UnclosedQuote", line: 1, column: 2 })
  fails(
    "a quote not closed within the size of a record",
    `a,b\n1,2\n3,"Quill\n${"4,5\n".repeat(200)}`,
    { _tag: "UnclosedQuote", line: 3, column: 2, stoppedAt: "limit", after: 1 },
    { maxRecordBytes: 100 }
  )
  fails("a stray quote that the next quoted cell closes", 'a,b\n1,"Quill\n3,"secret"\n', {
    _tag: "StrayQuote",
    line: 3,
    column: 2,
    openedOnLine: 2
  })
  fails("text after a closing quote", 'a,b\n1,"Quill"x\n', {
    _tag: "StrayQuote",
    line: 2,
    column: 2,
    openedOnLine: 2
  })
  fails("space after a closing quote", 'a,b\n"Quill" ,1\n', {
    _tag: "StrayQuote",
    line: 2,
    column: 1,
    openedOnLine: 2
  })
  fails("a quote inside an unquoted cell", 'a,b\n1,2\n3,Qu"ill\n', {
    _tag: "StrayQuote",
    line: 3,
    column: 2,
    openedOnLine: undefined,
    after: 1
  })
  fails("a quote after space", 'a,b\n1, "Quill"\n', { _tag: "StrayQuote", line: 2, column: 2 })
  fails(
    "a comment behind a quoted cell",
    'a,b\n1,"Quill"# x\n',
    { _tag: "StrayQuote", line: 2, column: 2 },
    { comment: "#" }
  )
  fails(
    "a comment behind an empty quoted cell",
    'a,b\n""# x\n',
    { _tag: "StrayQuote", line: 2, column: 1 },
    { comment: "#" }
  )
  fails(
    "a record too large",
    `a,b\n1,2\nsecret,${"x".repeat(100)}\n3,4\n`,
    { _tag: "RecordTooLarge", line: 3, after: 1 },
    {
      maxRecordBytes: 50
    }
  )
  fails(
    "a record one byte too large",
    "a\n1234567890\n",
    { _tag: "RecordTooLarge", line: 2 },
    { maxRecordBytes: 10 }
  )
  fails(
    "a header too large",
    `${"a,".repeat(100)}\n1\n`,
    { _tag: "RecordTooLarge", line: 1 },
    { maxRecordBytes: 50 }
  )
  fails(
    "more columns than allowed",
    "a,b,c\n1,2,3\n",
    { _tag: "TooManyColumns", line: 1, count: 3 },
    { maxColumns: 2 }
  )
  fails(
    "a row with more cells than columns are allowed",
    "a,b\n1,2\n1,2,3,4,5\n",
    { _tag: "TooManyColumns", line: 3, count: 5, after: 1 },
    {
      maxColumns: 4
    }
  )
  fails("a NUL byte", "a,b\n1,2\n3,4\n5,6\nQ\0,x\n", { _tag: "NotText", kind: "nul", offset: 17, line: 5 })
  fails("UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0, 0x0a, 0, 0, 0]), {
    _tag: "NotText",
    kind: "nul",
    encoding: "utf-16le",
    offset: 2
  })
  fails("UTF-16 with half a character at the end", Buffer.from("a\n1\n2\n\0", "utf16le").subarray(0, -1), {
    _tag: "NotText",
    kind: "invalid",
    offset: 12,
    line: 4
  })
  fails("UTF-16 with half a pair", Buffer.from("a\n1\nx\ud83dy\n", "utf16le"), {
    _tag: "NotText",
    kind: "invalid",
    encoding: "utf-16le",
    offset: 10,
    line: 3
  })
  fails("UTF-16 with a NUL", Buffer.from("\uFEFFa\n1\nx\0y\n", "utf16le"), {
    _tag: "NotText",
    kind: "nul",
    offset: 12,
    line: 3
  })
  fails("Windows-1252 taken for UTF-8", bytes("a,b\n1,2\n3,Jos\xe9\n"), {
    _tag: "NotText",
    kind: "invalid",
    encoding: "utf-8",
    offset: 13,
    line: 3
  })
  fails(
    "Windows-1252 taken for Latin-1",
    bytes("a\nZo\xeb\n5\x80\n"),
    {
      _tag: "NotText",
      kind: "undefined",
      encoding: "iso-8859-1",
      offset: 7,
      line: 3
    },
    { encoding: "latin1" }
  )
  fails(
    "a byte without a character in Windows-1252",
    bytes("a\nZo\xeb\n\x81\n"),
    {
      _tag: "NotText",
      kind: "undefined",
      offset: 6,
      line: 3
    },
    { encoding: "windows-1252" }
  )
  for (const encoding of ["windows-1252", "latin1", "macintosh"]) {
    fails(
      `UTF-8 taken for ${encoding}`,
      "a,b\n1,2\n3,Zoë\n",
      {
        _tag: "NotText",
        kind: "utf-8",
        offset: 12,
        line: 3
      },
      { encoding }
    )
  }
  fails(
    "UTF-8 punctuation taken for Windows-1252",
    "a\nit’s\n",
    { _tag: "NotText", kind: "utf-8", offset: 4 },
    {
      encoding: "windows-1252"
    }
  )
  fails(
    "a NUL in Windows-1252",
    bytes("a\nZo\xeb\n\0\n"),
    { _tag: "NotText", kind: "nul", offset: 6, line: 3 },
    {
      encoding: "windows-1252"
    }
  )
  fails(
    "an unknown encoding",
    "a\n1\n",
    { _tag: "InvalidOption", option: "encoding" },
    { encoding: "ebcdic" }
  )
  fails("a ZIP archive or XLSX", bytes("PK\x03\x04\x14\0"), { _tag: "UnsupportedFormat" })
  fails("an XLS file", bytes("\xd0\xcf\x11\xe0\xa1\xb1"), { _tag: "UnsupportedFormat" })
  fails("an xz file", bytes("\xfd7zXZ\0"), { _tag: "UnsupportedFormat" })
  fails("a bzip2 file", bytes("BZh91AY&SY"), { _tag: "UnsupportedFormat" })
  fails("a PDF file", "%PDF-1.7\n", { _tag: "UnsupportedFormat" })
  fails("gzip cut off", zlib.gzipSync("a,b\n1,2\n").subarray(0, -4), { _tag: "Corrupt", format: "gzip" })
  fails("Zstandard cut off", zlib.zstdCompressSync("a,b\n1,2\n").subarray(0, -4), { _tag: "Corrupt" })
  fails("gzip with something else behind it", Buffer.concat([zlib.gzipSync("a\n1\n"), bytes("a\n2\n")]), {
    _tag: "Corrupt"
  })
  fails(
    "Zstandard with something else behind it",
    Buffer.concat([zlib.zstdCompressSync("a\n1\n"), bytes("a\n2\n")]),
    {
      _tag: "Corrupt"
    }
  )
  fails("gzip in gzip", zlib.gzipSync(zlib.gzipSync("a\n1\n")), { _tag: "NotText", offset: 1 })
  fails(
    "a cell too large",
    'a,b\n1,2\n"x\ny","secret"\n',
    { _tag: "CellTooLarge", line: 4, column: 2, after: 1 },
    {
      maxCellBytes: 5
    }
  )
  fails(
    "a quote that swallows lines until the next one closes it",
    'a,b\n1,"Quill\n3,4\n5,"\n',
    {
      _tag: "CellTooLarge",
      line: 2,
      column: 2
    },
    { maxCellBytes: 10 }
  )
  fails("rows rejected by two runs", rejectsText.replace("r1:9", "r2:9"), {
    _tag: "MixedRejects",
    line: 3,
    after: 1
  })
  fails("an overlong sequence", Buffer.from([0x61, 0x0a, 0xc0, 0x80, 0x0a]), {
    _tag: "NotText",
    offset: 2,
    line: 2
  })
  fails("a surrogate in UTF-8", Buffer.from([0x61, 0x0a, 0x78, 0xed, 0xa0, 0x80]), {
    _tag: "NotText",
    offset: 3
  })
  fails("a byte beyond Unicode", Buffer.from([0x61, 0x0a, 0xf5, 0x80, 0x80, 0x80]), {
    _tag: "NotText",
    offset: 2
  })
  fails("an image", Buffer.from("\u0089PNG\r\n\u001a\n\0\0", "latin1"), { _tag: "NotText", offset: 0 })
  for (const delimiter of ["", "ab", '"', "\n", "\r", "\0"]) {
    fails(
      `the delimiter ${JSON.stringify(delimiter)}`,
      "a\n1\n",
      { _tag: "InvalidOption", option: "delimiter" },
      { delimiter }
    )
  }
  for (const comment of ["", '"x', " #", "a\nb", ","]) {
    fails(
      `the comment prefix ${JSON.stringify(comment)}`,
      "a\n1\n",
      { _tag: "InvalidOption", option: "comment" },
      {
        comment,
        delimiter: "comma"
      }
    )
  }
  fails("a window of no rows", "a\n1\n", { _tag: "InvalidOption", option: "window" }, { window: 0 })
  fails(
    "a broken limit",
    "a\n1\n",
    { _tag: "InvalidOption", option: "maxRecordBytes" },
    { maxRecordBytes: Number.NaN }
  )
  return cases
}

const rejectsText = [
  "id,name,persona-line,persona-column,persona-reason,persona-suggestion,persona-row",
  "'=1+1,x,7,id,Not a number,,r1:7",
  '\'-,"y\nz",9,name,Too long,,r1:9',
  ""
].join("\n")

/** Bytes by their numbers, one for each character. */
function bytes(text: string): Buffer {
  return Buffer.from(text, "latin1")
}
