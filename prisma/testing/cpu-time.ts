/** ms of processor time that this thread takes for the work. Unlike time by the clock it does not grow while other programs run. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
