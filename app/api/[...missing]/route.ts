const missing = () => Response.json({ ok: false, code: "NOT_FOUND" }, { status: 404 });

/** Every address under /api that no other route has. */
export {
  missing as DELETE,
  missing as GET,
  missing as HEAD,
  missing as OPTIONS,
  missing as PATCH,
  missing as POST,
  missing as PUT,
};
