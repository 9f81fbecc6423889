package org.klantbrug.mailbox;

/**
 * A file that was sent along with a mail, as a stranger sent it: nobody looked into it.
 *
 * @param name as given
 * @param type what the sender says it is; null if nothing
 */
public record MailFile(String name, String type, byte[] content) {}
