/** What the source holds, and the recovery files it is put into: inventory, parts, manifest. */
package io.chromarunbook.activities.snapshot;
