/** The screen of the access and change log. */
package org.klantbrug.audit.web;
