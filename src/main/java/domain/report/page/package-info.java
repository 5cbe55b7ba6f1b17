/** Reports written out: HTML with its charts, and Markdown. */
package domain.report.page;
