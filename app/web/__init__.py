"""HTTP and HTML, without any feature: sessions per request, templates, headers, errors, paging."""
