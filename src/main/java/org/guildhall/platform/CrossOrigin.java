package org.guildhall.platform;

/**
 * A path that allowed sites may call from their pages. A room declares one as a bean for each path it opens.
 *
 * @param path a path pattern, for instance {@code /api/chat/**}
 */
public record CrossOrigin(String path) {}
