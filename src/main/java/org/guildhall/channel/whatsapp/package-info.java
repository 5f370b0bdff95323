/**
 * WhatsApp over Meta's Cloud API: notifications read, replies as text, buttons and lists, a template when the 24 hours in
 * which a citizen may be written to freely are over.
 */
@NullMarked
package org.guildhall.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
