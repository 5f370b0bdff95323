/**
 * What the council knows: articles and their immutable versions, publishing, the Lucene index, and {@code Answers} with
 * a confidence. Nothing here knows of conversations or messengers; it may use the platform only.
 */
@NullMarked
@ApplicationModule(displayName = "Knowledge", allowedDependencies = "platform")
package org.guildhall.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
