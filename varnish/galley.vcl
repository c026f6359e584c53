vcl 4.1;

# Varnish in front of the nodes: it keeps what a node lends it, and drops it when the node says so. See docs/scale.md.
# Needs xkey (Debian: varnish-modules). Set GALLEY_CDN=varnish and GALLEY_CDN_ADDRESS for the nodes.

import std;
import xkey;

backend galley {
    .host = "app";
    .port = "3000";
    .first_byte_timeout = 300s;
    .between_bytes_timeout = 300s;
}

# Who may purge: the nodes.
acl nodes {
    "localhost";
    "app";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # By way of a proxy (which ends TLS on this machine, say) anybody may come from a known address.
        if (client.ip !~ nodes || req.http.X-Forwarded-For ~ ",") {
            return (synth(405));
        }
        if (!req.http.Galley-Purge) {
            return (synth(400));
        }
        set req.http.Galley-Purged = xkey.purge(req.http.Galley-Purge);
        return (synth(200));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # The newsroom, its doors and its streams.
    if (req.url ~ "^/(desk|admin|api|sign-in|invitation|reset|metrics)([/?]|$)") {
        return (pass);
    }
    # A node looks at no cookie where it lends an answer.
    return (hash);
}

sub vcl_backend_response {
    # Erased means gone: nothing is shown after its time.
    set beresp.grace = 0s;
    set beresp.keep = 0s;
    if (beresp.http.Surrogate-Control ~ "max-age=\d+" && beresp.http.Surrogate-Key) {
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        set beresp.ttl = std.duration(regsub(beresp.http.Surrogate-Control, "^.*max-age=(\d+).*$", "\1s"), 0s);
        return (deliver);
    }
    if (beresp.status == 200 && beresp.http.Cache-Control ~ "immutable") {
        return (deliver);
    }
    set beresp.uncacheable = true;
    set beresp.ttl = 30s;
    return (deliver);
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
}

sub vcl_synth {
    if (req.method == "PURGE" && resp.status == 200) {
        set resp.http.Galley-Purged = req.http.Galley-Purged;
        set resp.body = "";
        return (deliver);
    }
}
