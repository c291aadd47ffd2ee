{#
  Fails with the rows in which a model and another relation differ: rows of one side alone, rows whose
  values differ by more than the tolerance of their column, and keys that are not unique.

  compare_to: such as source('spark', 'orders_by_day')
  key: columns that identify a row
  tolerance: allowed differences of numbers by column; others must be equal
  ignore: columns that may differ
#}
{% test same_as(model, compare_to, key, tolerance={}, ignore=[]) %}

{%- set columns = [] %}
{%- for column in adapter.get_columns_in_relation(model) if column.name not in ignore %}
  {%- do columns.append(column.name) %}
{%- endfor %}

with ours as (
    select *, count(*) over (partition by {{ quoted(key) }}) as key_rows from {{ model }}
),
theirs as (
    select *, count(*) over (partition by {{ quoted(key) }}) as key_rows from {{ compare_to }}
),
compared as (
    select
        {% for name in key -%}
        coalesce(ours.{{ adapter.quote(name) }}, theirs.{{ adapter.quote(name) }}) as {{ adapter.quote(name) }},
        {% endfor -%}
        case
            when theirs.key_rows is null then 'only in the model'
            when ours.key_rows is null then 'not in the model'
            when ours.key_rows > 1 or theirs.key_rows > 1 then 'key is not unique'
            {% for name in columns if name not in key -%}
            when {{ differs('ours.' ~ adapter.quote(name), 'theirs.' ~ adapter.quote(name), tolerance.get(name)) }}
            then '{{ name | replace("'", "''") }} differs'
            {% endfor -%}
        end as difference
    from ours
    full join theirs on {% for name in key -%}
        ours.{{ adapter.quote(name) }} is not distinct from theirs.{{ adapter.quote(name) }}
        {%- if not loop.last %} and {% endif -%}
    {%- endfor %}
)
select * from compared where difference is not null

{% endtest %}
