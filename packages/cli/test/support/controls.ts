/**
 * Code points that a terminal acts on or does not show, and that a file name or an argument can hold: controls but NUL
 * (C0, DEL, C1), bidirectional ones, zero width, separators of lines.
 */
export const controls: ReadonlyArray<number> = [
  ...Array.from({ length: 0x1f }, (_, code) => code + 1),
  ...Array.from({ length: 0x21 }, (_, code) => 0x7f + code),
  0x61c,
  0x200b,
  0x200c,
  0x200d,
  0x200e,
  0x200f,
  0x2028,
  0x2029,
  0x202a,
  0x202b,
  0x202c,
  0x202d,
  0x202e,
  0x2060,
  0x2066,
  0x2067,
  0x2068,
  0x2069,
  0xfeff
]
