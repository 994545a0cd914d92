import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  cert: string
  key: string
  /** The certificate as PEM, for a child process's NODE_EXTRA_CA_CERTS. */
  file: string
}

/** A certificate of this machine's servers that vouches for itself, for a year unless told otherwise, written into a folder. */
export async function createCertificate(folder: string, days = 365): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: `stand-in ${randomUUID()}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 10 * 86_400_000),
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  })
  const file = path.join(folder, 'authority.pem')
  writeFileSync(file, cert)
  return { cert, key, file }
}
