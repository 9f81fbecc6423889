/** Files that people attach, in forms and on pages. */
package org.klantbrug.attachment.web;
