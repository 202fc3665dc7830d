/** What a write comes to where applications reach the source, and what that shows. */
package io.chromarunbook.activities.frontdoor;
