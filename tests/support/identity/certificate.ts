import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  cert: string
  key: string
  /** The certificate as PEM, for a child process's NODE_EXTRA_CA_CERTS. */
  file: string
}

/** A certificate of this machine's servers that vouches for itself, written into a folder. */
export async function createCertificate(folder: string): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
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
