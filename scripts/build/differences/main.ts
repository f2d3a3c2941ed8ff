/** `npm run differences`: writes the generated part of KNOWN-DIFFERENCES.md. */
import { writeDifferences } from './page.ts';

await writeDifferences();
