/** What becomes of a record on its way, and where it goes when it cannot make it. */
package io.chromarunbook.activities.transform;
