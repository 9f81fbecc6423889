/** What was said and promised: contacts and documents of both companies on one timeline. */
package org.klantbrug.contact;
