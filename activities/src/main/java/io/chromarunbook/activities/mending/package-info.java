/** What people decide in a HOLD is brought about here, record by record. */
package io.chromarunbook.activities.mending;
