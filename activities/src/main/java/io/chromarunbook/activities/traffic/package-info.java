/** Keeps applications from writing, moves them over, moves them back, and proves each of these. */
package io.chromarunbook.activities.traffic;
