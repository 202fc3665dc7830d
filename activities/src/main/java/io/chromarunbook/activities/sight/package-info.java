/** Whether all is there that a plan refers to: secrets, files, programs and both servers. */
package io.chromarunbook.activities.sight;
