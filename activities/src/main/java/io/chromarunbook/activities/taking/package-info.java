/** A snapshot by itself: taken of a source that nobody need have frozen, without any run. */
package io.chromarunbook.activities.taking;
