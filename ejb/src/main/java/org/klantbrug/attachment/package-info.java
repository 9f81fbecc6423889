/**
 * Files that people add to something: judged by their content, kept beside it, and closed until a
 * scanner or a person opens them.
 */
package org.klantbrug.attachment;
