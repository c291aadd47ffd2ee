{% macro quoted(names) -%}
  {%- for name in names %}{{ adapter.quote(name) }}{% if not loop.last %}, {% endif %}{% endfor -%}
{%- endmacro %}

{% macro differs(ours, theirs, tolerance=none) -%}
  {{ ours }} is distinct from {{ theirs }}
  {%- if tolerance is not none %} and coalesce(abs({{ ours }} - {{ theirs }}) > {{ tolerance }}, true){% endif -%}
{%- endmacro %}
