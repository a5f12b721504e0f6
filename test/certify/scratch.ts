/** Where a trial's files are: in memory if there is room, since no loss of power is tried. */
import * as fs from "node:fs"
import * as os from "node:os"

const memory = "/dev/shm"
const leastFree = 1 << 30

const hasRoom = (folder: string): boolean => {
  try {
    fs.accessSync(folder, fs.constants.W_OK)
    const { bavail, bsize } = fs.statfsSync(folder)
    return bavail * bsize >= leastFree
  } catch {
    return false
  }
}

export const scratch: string = hasRoom(memory) ? memory : os.tmpdir()
