/** Screens and addresses of notices to customers. */
package org.klantbrug.notice.web;
