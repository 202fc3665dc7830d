/** How a server stands: whether it still is what a run left it as, or made it. */
package io.chromarunbook.activities.standing;
