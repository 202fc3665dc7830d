/** Tells people, by webhook and by command. */
package io.chromarunbook.activities.notify;
