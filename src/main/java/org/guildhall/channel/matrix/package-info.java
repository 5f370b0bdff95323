/**
 * Matrix, as an application service of one homeserver: direct chats with one account of ours, in notices with a formatted body.
 * Nothing is read in rooms of many, nor where everything is encrypted.
 */
@NullMarked
package org.guildhall.channel.matrix;

import org.jspecify.annotations.NullMarked;
