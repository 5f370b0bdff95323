/**
 * Facebook Messenger, for a page: Meta's Messenger Platform ({@link org.guildhall.channel.meta}) in texts of 2,000
 * characters, with button templates.
 */
@NullMarked
package org.guildhall.channel.messenger;

import org.jspecify.annotations.NullMarked;
