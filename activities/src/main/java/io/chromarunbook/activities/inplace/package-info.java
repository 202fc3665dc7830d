/** The road on which a copy of the source's directory becomes the target's. */
package io.chromarunbook.activities.inplace;
