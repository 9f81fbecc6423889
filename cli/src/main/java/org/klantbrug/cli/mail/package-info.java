/** The mail server of the demonstration, and the letter boxes of its customers. */
package org.klantbrug.cli.mail;
