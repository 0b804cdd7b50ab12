/** The address when it is one of this service's own, otherwise the start page: nobody is led elsewhere. */
export function localPath(address: string): string {
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(address) ? address : '/';
}
