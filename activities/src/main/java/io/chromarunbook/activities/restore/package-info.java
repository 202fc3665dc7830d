/** The way back from a snapshot: onto an empty server, and the rehearsal that proves it. */
package io.chromarunbook.activities.restore;
