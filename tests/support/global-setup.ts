/** Nothing yet. */
export default function globalSetup(): void {}
