package io.chromarunbook.activities.chroma;

/**
 * Where one API generation keeps things for one tenant and database.
 *
 * @param api "v1" or "v2"
 * @param root of what belongs to no tenant
 * @param collections the list; one collection is one segment further, by name to look at or drop
 *     it, by UUID for all else
 */
record ApiRoutes(String api, Route root, Route tenant, Route database, Route collections) {}
